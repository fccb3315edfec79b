-- DropIndex
DROP INDEX "OutboxMessage_recipientId_idx";

-- AlterTable
ALTER TABLE "DiscussionMessage" ADD COLUMN     "actionKey" TEXT NOT NULL;

-- AlterTable
ALTER TABLE "OutboxMessage" ADD COLUMN     "joinedIntoId" INTEGER;

-- CreateIndex
CREATE UNIQUE INDEX "DiscussionMessage_actionKey_key" ON "DiscussionMessage"("actionKey");

-- CreateIndex
CREATE INDEX "OutboxMessage_recipientId_kind_finishedAt_idx" ON "OutboxMessage"("recipientId", "kind", "finishedAt");

-- CreateIndex
CREATE INDEX "OutboxMessage_joinedIntoId_idx" ON "OutboxMessage"("joinedIntoId");

-- AddForeignKey
ALTER TABLE "OutboxMessage" ADD CONSTRAINT "OutboxMessage_joinedIntoId_fkey" FOREIGN KEY ("joinedIntoId") REFERENCES "OutboxMessage"("id") ON DELETE SET NULL ON UPDATE CASCADE;
