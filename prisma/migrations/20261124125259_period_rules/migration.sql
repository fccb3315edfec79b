-- AlterTable
ALTER TABLE "Period" ADD COLUMN     "dueWorkingDays" INTEGER,
ADD COLUMN     "graceWorkingDays" INTEGER;
