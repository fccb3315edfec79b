-- AddForeignKey
ALTER TABLE "SubmissionVersion" ADD CONSTRAINT "SubmissionVersion_deputyForId_fkey" FOREIGN KEY ("deputyForId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
