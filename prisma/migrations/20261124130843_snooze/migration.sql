-- CreateTable
CREATE TABLE "Snooze" (
    "id" SERIAL NOT NULL,
    "personId" INTEGER NOT NULL,
    "obligationKeys" TEXT[],
    "until" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "toldKey" TEXT,

    CONSTRAINT "Snooze_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Snooze_endedAt_until_idx" ON "Snooze"("endedAt", "until");

-- CreateIndex
CREATE INDEX "Snooze_personId_endedAt_idx" ON "Snooze"("personId", "endedAt");

-- CreateIndex
CREATE INDEX "Snooze_toldKey_idx" ON "Snooze"("toldKey");

-- AddForeignKey
ALTER TABLE "Snooze" ADD CONSTRAINT "Snooze_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
