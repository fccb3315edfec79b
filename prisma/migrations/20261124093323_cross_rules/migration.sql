-- AlterTable
ALTER TABLE "MethodologyVersion" ADD COLUMN     "crossRules" JSONB NOT NULL DEFAULT '[]';
