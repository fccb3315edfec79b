-- AlterTable
ALTER TABLE "Invitation" ADD COLUMN     "confirmedAhead" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "guestName" TEXT;
