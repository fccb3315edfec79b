-- AlterTable
ALTER TABLE "OutboxMessage" ADD COLUMN     "chatId" INTEGER,
ALTER COLUMN "recipientId" DROP NOT NULL;

-- CreateTable
CREATE TABLE "LinkedChat" (
    "id" SERIAL NOT NULL,
    "workingGroupId" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "topicId" TEXT,
    "title" TEXT NOT NULL,
    "language" "Language" NOT NULL,
    "linkedById" INTEGER NOT NULL,
    "linkedAt" TIMESTAMPTZ(3) NOT NULL,
    "confirmedAt" TIMESTAMPTZ(3),
    "unlinkedAt" TIMESTAMPTZ(3),

    CONSTRAINT "LinkedChat_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "LinkedChat_workingGroupId_idx" ON "LinkedChat"("workingGroupId");

-- CreateIndex
CREATE INDEX "LinkedChat_channel_externalId_idx" ON "LinkedChat"("channel", "externalId");

-- CreateIndex
CREATE INDEX "OutboxMessage_chatId_kind_finishedAt_idx" ON "OutboxMessage"("chatId", "kind", "finishedAt");

-- AddForeignKey
ALTER TABLE "OutboxMessage" ADD CONSTRAINT "OutboxMessage_chatId_fkey" FOREIGN KEY ("chatId") REFERENCES "LinkedChat"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LinkedChat" ADD CONSTRAINT "LinkedChat_workingGroupId_fkey" FOREIGN KEY ("workingGroupId") REFERENCES "WorkingGroup"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LinkedChat" ADD CONSTRAINT "LinkedChat_linkedById_fkey" FOREIGN KEY ("linkedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A message is for a person or for a chat, never for both or nobody.
ALTER TABLE "OutboxMessage" ADD CONSTRAINT "OutboxMessage_one_recipient" CHECK (num_nonnulls("recipientId", "chatId") = 1);
