-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "quietFrom" TEXT,
ADD COLUMN     "quietTo" TEXT;
