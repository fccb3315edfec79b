-- AlterTable
ALTER TABLE "StoredFile" ADD COLUMN     "goingSince" TIMESTAMPTZ(3);
