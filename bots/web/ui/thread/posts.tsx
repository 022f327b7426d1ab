import { formatTime } from '../../../../src/i18n/format.ts';
import type { Block, Post } from '../../../post.ts';
import { Face, hueOf } from '../parts/face.tsx';
import { Markdown } from '../parts/markdown.tsx';
import type { DebateView } from '../state/debate.ts';
import { locale } from '../state/preferences.ts';
import type { Item } from '../state/timeline.ts';
import { ApprovalCard } from './approval.tsx';
import { Artifacts } from './artifacts.tsx';
import { Ballot } from './ballot.tsx';
import { Checks } from './checks.tsx';
import { ConsensusTable } from './consensus.tsx';
import { StepOutput } from './output.tsx';
import { Rating } from './rating.tsx';
import { Steps } from './steps.tsx';

type Run = Extract<Item, { kind: 'posts' }>;

/** What one speaker says in one go, under one face. */
export function Posts({ item, view, debate }: { item: Run; view: DebateView; debate: string }) {
  const { speaker, posts } = item;
  const at = posts[0]?.at ?? 0;
  return (
    <article class="post" style={{ '--hue': String(hueOf(speaker.id)) }}>
      <Face id={speaker.id} />
      <div class="post-body">
        <p class="by">
          <strong class="speaker">{speaker.name}</strong>
          <time dateTime={new Date(at).toISOString()}>{formatTime(at, locale.value)}</time>
        </p>
        {posts.map(({ post }) => (
          <div key={post.seq} class={`part ${post.manner}`}>
            <PostBlocks post={post} view={view} debate={debate} />
            {post.seq === view.resultSeq && <Rating debate={debate} view={view} />}
          </div>
        ))}
      </div>
    </article>
  );
}

function PostBlocks({ post, view, debate }: { post: Post; view: DebateView; debate: string }) {
  const card = post.blocks.find((block) => block.kind === 'approval');
  if (card) {
    const text = post.blocks.find((block) => block.kind === 'text');
    // The card has buttons of its own; the sentence on how to answer is for front ends without.
    return <ApprovalCard block={card} intro={text?.markdown.split('\n\n')[0] ?? ''} view={view} debate={debate} />;
  }
  return (
    <>
      {post.blocks.map((block, at) => (
        <OneBlock key={at} block={block} loud={post.manner !== 'aside'} />
      ))}
    </>
  );
}

function OneBlock({ block, loud }: { block: Block; loud: boolean }) {
  switch (block.kind) {
    case 'text':
      return <Markdown text={block.markdown} />;
    case 'steps':
      return <Steps steps={block.steps} />;
    case 'checks':
      return <Checks steps={block.steps} changes={block.changes} />;
    case 'ballot':
      return <Ballot scores={block.scores} />;
    case 'consensus':
      return <ConsensusTable consensus={block.consensus} names={block.names} />;
    case 'output':
      return <StepOutput block={block} />;
    case 'artifacts':
      return <Artifacts items={block.items} open={loud} />;
    case 'approval':
      return null;
  }
}
