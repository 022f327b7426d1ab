# The application: `bots` and `workers` are the same image with another argument (see docker-compose.yml).
FROM node:24-bookworm-slim AS packages
WORKDIR /parley
COPY package.json package-lock.json ./
# The image's own Node is the right one: nothing has to be built or fetched after installation.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /parley
RUN install -d -m 700 -o node -g node /data
COPY --from=packages /parley/node_modules node_modules
COPY package.json package-lock.json ./
COPY scripts scripts
COPY src src
COPY bots bots
COPY workers workers
COPY sandbox sandbox
# The page is built here: at run time the root file system only reads.
RUN node -e "import('./bots/web/build.ts').then(({ builtPage }) => builtPage())"
ENV PARLEY_DATA=/data
VOLUME /data
USER node
ENTRYPOINT ["node", "src/main.ts"]
CMD ["start"]
