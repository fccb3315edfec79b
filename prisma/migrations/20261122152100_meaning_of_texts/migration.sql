-- AlterTable
ALTER TABLE "InboxUpdate" ADD COLUMN     "meantFor" TEXT;

-- CreateIndex
CREATE INDEX "Feedback_initiativeId_idx" ON "Feedback"("initiativeId");
