-- AlterTable
ALTER TABLE "RatingPlace" ALTER COLUMN "score" DROP NOT NULL;
