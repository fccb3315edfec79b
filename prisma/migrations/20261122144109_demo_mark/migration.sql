-- AlterTable
ALTER TABLE "Installation" ADD COLUMN     "isDemo" BOOLEAN NOT NULL DEFAULT false;
