-- CreateIndex
CREATE INDEX "SubmissionVersion_decidedAt_idx" ON "SubmissionVersion"("decidedAt");

-- CreateIndex
CREATE INDEX "SubmissionVersion_verifiedAt_idx" ON "SubmissionVersion"("verifiedAt");
