/** Why work halts when its process ends: another process takes it up again where it stands. */
export class Handover extends Error {
  constructor() {
    super('this process is shutting down');
    this.name = 'Handover';
  }
}
