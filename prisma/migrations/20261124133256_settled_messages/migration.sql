-- AlterTable
ALTER TABLE "OutboxMessage" ADD COLUMN     "closedAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "OutboxMessage_createdAt_idx" ON "OutboxMessage"("createdAt");
