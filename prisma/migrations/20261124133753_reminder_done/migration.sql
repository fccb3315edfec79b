-- AlterTable
ALTER TABLE "Reminder" ADD COLUMN     "doneAt" TIMESTAMPTZ(3);
