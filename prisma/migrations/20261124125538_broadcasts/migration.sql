-- CreateEnum
CREATE TYPE "BroadcastState" AS ENUM ('sending', 'paused', 'stopped', 'done');

-- AlterTable
ALTER TABLE "OutboxMessage" ADD COLUMN     "broadcastId" INTEGER;

-- CreateTable
CREATE TABLE "Broadcast" (
    "id" SERIAL NOT NULL,
    "audience" TEXT NOT NULL,
    "audienceId" TEXT,
    "textKk" TEXT NOT NULL,
    "textRu" TEXT NOT NULL,
    "speaker" TEXT NOT NULL,
    "state" "BroadcastState" NOT NULL DEFAULT 'sending',
    "authorId" INTEGER NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "total" INTEGER NOT NULL,

    CONSTRAINT "Broadcast_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Broadcast_state_idx" ON "Broadcast"("state");

-- CreateIndex
CREATE INDEX "OutboxMessage_broadcastId_state_idx" ON "OutboxMessage"("broadcastId", "state");

-- AddForeignKey
ALTER TABLE "OutboxMessage" ADD CONSTRAINT "OutboxMessage_broadcastId_fkey" FOREIGN KEY ("broadcastId") REFERENCES "Broadcast"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Broadcast" ADD CONSTRAINT "Broadcast_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
