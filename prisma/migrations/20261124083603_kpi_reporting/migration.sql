-- AlterTable
ALTER TABLE "SubmissionVersion" ADD COLUMN     "batchId" INTEGER,
ADD COLUMN     "flags" TEXT[],
ADD COLUMN     "reason" TEXT,
ADD COLUMN     "verifyReason" TEXT;

-- CreateTable
CREATE TABLE "ValueBatch" (
    "id" SERIAL NOT NULL,
    "personId" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "fileName" TEXT,
    "rows" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "actionKey" TEXT NOT NULL,

    CONSTRAINT "ValueBatch_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ValueBatch_actionKey_key" ON "ValueBatch"("actionKey");

-- CreateIndex
CREATE INDEX "ValueBatch_personId_idx" ON "ValueBatch"("personId");

-- AddForeignKey
ALTER TABLE "SubmissionVersion" ADD CONSTRAINT "SubmissionVersion_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "ValueBatch"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ValueBatch" ADD CONSTRAINT "ValueBatch_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
