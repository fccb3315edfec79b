-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Language" AS ENUM ('kk', 'ru');

-- CreateEnum
CREATE TYPE "RoleName" AS ENUM ('member', 'coordinator', 'observer', 'authority', 'administrator');

-- CreateEnum
CREATE TYPE "PeriodKind" AS ENUM ('month', 'quarter', 'year');

-- CreateEnum
CREATE TYPE "CityCategory" AS ENUM ('republican', 'oblast', 'raion');

-- CreateEnum
CREATE TYPE "ValueKind" AS ENUM ('value', 'not_applicable', 'no_data');

-- CreateEnum
CREATE TYPE "ValueState" AS ENUM ('submitted', 'approved', 'verified', 'returned');

-- CreateEnum
CREATE TYPE "FeedbackState" AS ENUM ('received', 'in_work', 'answered', 'closed');

-- CreateEnum
CREATE TYPE "OutboxState" AS ENUM ('waiting', 'claimed', 'sent', 'failed', 'dropped');

-- CreateEnum
CREATE TYPE "RatingStatus" AS ENUM ('preliminary', 'published');

-- CreateEnum
CREATE TYPE "InitiativeState" AS ENUM ('planned', 'in_progress', 'done', 'late', 'stopped');

-- CreateEnum
CREATE TYPE "ReminderProfile" AS ENUM ('light', 'standard', 'active');

-- CreateTable
CREATE TABLE "Installation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "startedOn" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" SERIAL NOT NULL,
    "ref" TEXT NOT NULL,
    "language" "Language",
    "cityId" TEXT,
    "regionId" TEXT,
    "fullName" TEXT,
    "post" TEXT,
    "reminderProfile" "ReminderProfile" NOT NULL DEFAULT 'standard',
    "hoursFrom" TEXT NOT NULL DEFAULT '09:00',
    "hoursTo" TEXT NOT NULL DEFAULT '18:00',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,
    "blockedAt" TIMESTAMPTZ(3),
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Identity" (
    "id" SERIAL NOT NULL,
    "personId" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "userName" TEXT,
    "linkedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoleGrant" (
    "id" SERIAL NOT NULL,
    "personId" INTEGER NOT NULL,
    "role" "RoleName" NOT NULL,
    "workingGroupId" TEXT,
    "isHead" BOOLEAN NOT NULL DEFAULT false,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3),
    "givenById" INTEGER,
    "endedById" INTEGER,
    "source" TEXT NOT NULL,

    CONSTRAINT "RoleGrant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" SERIAL NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "role" "RoleName" NOT NULL,
    "workingGroupId" TEXT,
    "isHead" BOOLEAN NOT NULL DEFAULT false,
    "fullName" TEXT NOT NULL,
    "post" TEXT NOT NULL,
    "cityIds" TEXT[],
    "sphereIds" TEXT[],
    "kpiCodes" TEXT[],
    "invitedById" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "guestId" INTEGER,
    "openedAt" TIMESTAMPTZ(3),
    "confirmedAt" TIMESTAMPTZ(3),
    "rejectedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Consent" (
    "id" SERIAL NOT NULL,
    "personId" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "textVersion" TEXT NOT NULL,
    "language" "Language" NOT NULL,
    "givenAt" TIMESTAMPTZ(3) NOT NULL,
    "withdrawnAt" TIMESTAMPTZ(3),

    CONSTRAINT "Consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MethodologyVersion" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "checksum" TEXT NOT NULL,
    "importedAt" TIMESTAMPTZ(3) NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "reporting" JSONB NOT NULL,

    CONSTRAINT "MethodologyVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Region" (
    "id" TEXT NOT NULL,
    "kato" TEXT NOT NULL,
    "nameKk" TEXT NOT NULL,
    "nameRu" TEXT NOT NULL,

    CONSTRAINT "Region_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WorkingGroup" (
    "id" TEXT NOT NULL,
    "nameKk" TEXT NOT NULL,
    "nameRu" TEXT NOT NULL,
    "regionId" TEXT,

    CONSTRAINT "WorkingGroup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "City" (
    "id" TEXT NOT NULL,
    "kato" TEXT,
    "category" "CityCategory" NOT NULL,
    "settlementType" TEXT NOT NULL,
    "nameKk" TEXT NOT NULL,
    "nameRu" TEXT NOT NULL,
    "shortKk" TEXT NOT NULL,
    "shortRu" TEXT NOT NULL,
    "also" TEXT[],
    "regionId" TEXT,
    "workingGroupId" TEXT NOT NULL,
    "isOblastCentre" BOOLEAN NOT NULL,
    "isRaionCentre" BOOLEAN NOT NULL,
    "isCapital" BOOLEAN NOT NULL,
    "isRated" BOOLEAN NOT NULL,
    "notRatedBecause" TEXT,
    "raionKk" TEXT,
    "raionRu" TEXT,
    "population" INTEGER,
    "lat" DOUBLE PRECISION,
    "lon" DOUBLE PRECISION,
    "geoSource" TEXT,

    CONSTRAINT "City_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Sphere" (
    "id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "nameKk" TEXT NOT NULL,
    "nameRu" TEXT NOT NULL,
    "isRated" BOOLEAN NOT NULL,

    CONSTRAINT "Sphere_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Unit" (
    "id" TEXT NOT NULL,
    "kk" TEXT NOT NULL,
    "ru" TEXT NOT NULL,
    "decimals" INTEGER NOT NULL,
    "min" TEXT,
    "max" TEXT,

    CONSTRAINT "Unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Kpi" (
    "code" TEXT NOT NULL,

    CONSTRAINT "Kpi_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "KpiDefinition" (
    "id" SERIAL NOT NULL,
    "versionId" INTEGER NOT NULL,
    "kpiCode" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "sphereId" TEXT NOT NULL,
    "unitId" TEXT NOT NULL,
    "nameKk" TEXT NOT NULL,
    "nameRu" TEXT NOT NULL,
    "shortKk" TEXT NOT NULL,
    "shortRu" TEXT NOT NULL,
    "decimals" INTEGER NOT NULL,
    "direction" TEXT NOT NULL,
    "min" DECIMAL(24,6) NOT NULL,
    "max" DECIMAL(24,6) NOT NULL,
    "targets" JSONB NOT NULL,
    "period" "PeriodKind" NOT NULL,
    "weight" DECIMAL(12,6) NOT NULL DEFAULT 1,
    "categories" "CityCategory"[],
    "status" TEXT NOT NULL,

    CONSTRAINT "KpiDefinition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RatingMethod" (
    "id" SERIAL NOT NULL,
    "versionId" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "isDefault" BOOLEAN NOT NULL,
    "definition" JSONB NOT NULL,

    CONSTRAINT "RatingMethod_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarYear" (
    "year" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "daysOff" TEXT[],
    "extraWorkingDays" TEXT[],
    "holidays" JSONB NOT NULL,
    "importedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CalendarYear_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "Assignment" (
    "id" SERIAL NOT NULL,
    "personId" INTEGER NOT NULL,
    "workingGroupId" TEXT NOT NULL,
    "cityId" TEXT NOT NULL,
    "sphereId" TEXT,
    "kpiCode" TEXT,
    "givenById" INTEGER,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3),

    CONSTRAINT "Assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Period" (
    "id" SERIAL NOT NULL,
    "kind" "PeriodKind" NOT NULL,
    "key" TEXT NOT NULL,
    "startsOn" TEXT NOT NULL,
    "endsOn" TEXT NOT NULL,
    "opensAt" TIMESTAMPTZ(3) NOT NULL,
    "dueOn" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "locksAt" TIMESTAMPTZ(3) NOT NULL,
    "reopenedUntil" TIMESTAMPTZ(3),
    "reopenReason" TEXT,

    CONSTRAINT "Period_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Submission" (
    "id" SERIAL NOT NULL,
    "cityId" TEXT NOT NULL,
    "kpiCode" TEXT NOT NULL,
    "periodId" INTEGER NOT NULL,
    "newest" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Submission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SubmissionVersion" (
    "id" SERIAL NOT NULL,
    "submissionId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" "ValueKind" NOT NULL DEFAULT 'value',
    "value" DECIMAL(24,6),
    "state" "ValueState" NOT NULL DEFAULT 'submitted',
    "grade" TEXT,
    "comment" TEXT,
    "explanation" TEXT,
    "link" TEXT,
    "receipt" TEXT NOT NULL,
    "actionKey" TEXT NOT NULL,
    "isOnTime" BOOLEAN NOT NULL,
    "submittedById" INTEGER,
    "deputyForId" INTEGER,
    "submittedAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedById" INTEGER,
    "decidedAt" TIMESTAMPTZ(3),
    "decisionReason" TEXT,
    "verifiedById" INTEGER,
    "verifiedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SubmissionVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StoredFile" (
    "id" SERIAL NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "mimeType" TEXT NOT NULL,
    "name" TEXT,
    "channelRef" TEXT,
    "uploadedById" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StoredFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Evidence" (
    "versionId" INTEGER NOT NULL,
    "fileId" INTEGER NOT NULL,

    CONSTRAINT "Evidence_pkey" PRIMARY KEY ("versionId","fileId")
);

-- CreateTable
CREATE TABLE "DiscussionMessage" (
    "id" SERIAL NOT NULL,
    "submissionId" INTEGER NOT NULL,
    "authorId" INTEGER,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DiscussionMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditChain" (
    "id" TEXT NOT NULL,
    "length" INTEGER NOT NULL DEFAULT 0,
    "headHash" TEXT NOT NULL,

    CONSTRAINT "AuditChain_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" SERIAL NOT NULL,
    "chainId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "actorRef" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "commitment" TEXT NOT NULL,
    "prev" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditPayload" (
    "eventId" INTEGER NOT NULL,
    "salt" TEXT,
    "payload" JSONB,
    "erasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AuditPayload_pkey" PRIMARY KEY ("eventId")
);

-- CreateTable
CREATE TABLE "InboxUpdate" (
    "id" SERIAL NOT NULL,
    "channel" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "chatKey" TEXT NOT NULL,
    "body" JSONB,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claimedBy" TEXT,
    "claimedUntil" TIMESTAMPTZ(3),
    "retryAt" TIMESTAMPTZ(3),
    "doneAt" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "InboxUpdate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboxMessage" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "recipientId" INTEGER NOT NULL,
    "priority" INTEGER NOT NULL,
    "notBefore" TIMESTAMPTZ(3) NOT NULL,
    "uniqueKey" TEXT NOT NULL,
    "state" "OutboxState" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claimedBy" TEXT,
    "claimedAt" TIMESTAMPTZ(3),
    "reason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "messageRef" TEXT,

    CONSTRAINT "OutboxMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboxAttempt" (
    "id" SERIAL NOT NULL,
    "messageId" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,

    CONSTRAINT "OutboxAttempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Reminder" (
    "id" SERIAL NOT NULL,
    "personId" INTEGER NOT NULL,
    "obligationKey" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "sentOn" TEXT NOT NULL,
    "outboxKey" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Reminder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "JobRun" (
    "id" SERIAL NOT NULL,
    "job" TEXT NOT NULL,
    "dueKey" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "JobRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "fencing" INTEGER NOT NULL DEFAULT 0,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Dialogue" (
    "personId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "fields" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "isActive" BOOLEAN NOT NULL DEFAULT false,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Dialogue_pkey" PRIMARY KEY ("personId","kind")
);

-- CreateTable
CREATE TABLE "RatingRun" (
    "id" SERIAL NOT NULL,
    "quarter" TEXT NOT NULL,
    "category" "CityCategory" NOT NULL,
    "status" "RatingStatus" NOT NULL,
    "versionId" INTEGER NOT NULL,
    "methodKey" TEXT NOT NULL,
    "computedAt" TIMESTAMPTZ(3) NOT NULL,
    "checksum" TEXT NOT NULL,
    "supersedesId" INTEGER,

    CONSTRAINT "RatingRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RatingPlace" (
    "id" SERIAL NOT NULL,
    "runId" INTEGER NOT NULL,
    "cityId" TEXT NOT NULL,
    "place" INTEGER,
    "score" INTEGER NOT NULL,
    "coverage" INTEGER NOT NULL,
    "detail" JSONB NOT NULL,

    CONSTRAINT "RatingPlace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Strategy" (
    "id" SERIAL NOT NULL,
    "cityId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "approvedOn" TEXT,
    "approvalNo" TEXT,
    "siteUrl" TEXT,
    "projectUrl" TEXT,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Strategy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StrategySection" (
    "id" SERIAL NOT NULL,
    "strategyId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'empty',
    "responsibleId" INTEGER,
    "dueOn" TEXT,
    "url" TEXT,

    CONSTRAINT "StrategySection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Initiative" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "cityId" TEXT NOT NULL,
    "sphereId" TEXT NOT NULL,
    "isBase" BOOLEAN NOT NULL,
    "titleKk" TEXT NOT NULL,
    "titleRu" TEXT NOT NULL,
    "descriptionKk" TEXT NOT NULL,
    "descriptionRu" TEXT NOT NULL,
    "executorKk" TEXT NOT NULL,
    "executorRu" TEXT NOT NULL,
    "responsibleId" INTEGER,
    "state" "InitiativeState" NOT NULL,
    "progress" INTEGER NOT NULL DEFAULT 0,
    "startsOn" TEXT NOT NULL,
    "dueOn" TEXT NOT NULL,
    "kpiCodes" TEXT[],
    "isDemo" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Initiative_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InitiativeIndicator" (
    "id" SERIAL NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "nameKk" TEXT NOT NULL,
    "nameRu" TEXT NOT NULL,
    "unitId" TEXT,
    "start" DECIMAL(24,6),
    "target" DECIMAL(24,6) NOT NULL,
    "current" DECIMAL(24,6),

    CONSTRAINT "InitiativeIndicator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Feedback" (
    "id" SERIAL NOT NULL,
    "number" TEXT NOT NULL,
    "authorId" INTEGER,
    "cityId" TEXT NOT NULL,
    "sphereId" TEXT,
    "initiativeId" INTEGER,
    "topic" TEXT,
    "mark" INTEGER,
    "text" TEXT,
    "lat" DOUBLE PRECISION,
    "lon" DOUBLE PRECISION,
    "state" "FeedbackState" NOT NULL DEFAULT 'received',
    "actionKey" TEXT NOT NULL,
    "language" "Language" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "dueOn" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "answerKk" TEXT,
    "answerRu" TEXT,
    "answeredById" INTEGER,
    "answeredAt" TIMESTAMPTZ(3),
    "resolved" TEXT,
    "hiddenAt" TIMESTAMPTZ(3),
    "hiddenReason" TEXT,

    CONSTRAINT "Feedback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FeedbackFile" (
    "feedbackId" INTEGER NOT NULL,
    "fileId" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "FeedbackFile_pkey" PRIMARY KEY ("feedbackId","fileId")
);

-- CreateTable
CREATE TABLE "Follow" (
    "id" SERIAL NOT NULL,
    "personId" INTEGER NOT NULL,
    "cityId" TEXT,
    "initiativeId" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Follow_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Person_ref_key" ON "Person"("ref");

-- CreateIndex
CREATE UNIQUE INDEX "Identity_personId_key" ON "Identity"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Identity_channel_externalId_key" ON "Identity"("channel", "externalId");

-- CreateIndex
CREATE INDEX "RoleGrant_personId_idx" ON "RoleGrant"("personId");

-- CreateIndex
CREATE INDEX "RoleGrant_workingGroupId_role_idx" ON "RoleGrant"("workingGroupId", "role");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_tokenHash_key" ON "Invitation"("tokenHash");

-- CreateIndex
CREATE INDEX "Invitation_workingGroupId_idx" ON "Invitation"("workingGroupId");

-- CreateIndex
CREATE INDEX "Consent_personId_purpose_idx" ON "Consent"("personId", "purpose");

-- CreateIndex
CREATE UNIQUE INDEX "MethodologyVersion_checksum_key" ON "MethodologyVersion"("checksum");

-- CreateIndex
CREATE UNIQUE INDEX "Region_kato_key" ON "Region"("kato");

-- CreateIndex
CREATE UNIQUE INDEX "City_kato_key" ON "City"("kato");

-- CreateIndex
CREATE INDEX "City_workingGroupId_idx" ON "City"("workingGroupId");

-- CreateIndex
CREATE INDEX "City_category_isRated_idx" ON "City"("category", "isRated");

-- CreateIndex
CREATE UNIQUE INDEX "KpiDefinition_versionId_kpiCode_key" ON "KpiDefinition"("versionId", "kpiCode");

-- CreateIndex
CREATE UNIQUE INDEX "RatingMethod_versionId_key_key" ON "RatingMethod"("versionId", "key");

-- CreateIndex
CREATE INDEX "Assignment_personId_idx" ON "Assignment"("personId");

-- CreateIndex
CREATE INDEX "Assignment_cityId_idx" ON "Assignment"("cityId");

-- CreateIndex
CREATE UNIQUE INDEX "Period_key_key" ON "Period"("key");

-- CreateIndex
CREATE INDEX "Period_dueAt_idx" ON "Period"("dueAt");

-- CreateIndex
CREATE INDEX "Submission_periodId_cityId_idx" ON "Submission"("periodId", "cityId");

-- CreateIndex
CREATE UNIQUE INDEX "Submission_cityId_kpiCode_periodId_key" ON "Submission"("cityId", "kpiCode", "periodId");

-- CreateIndex
CREATE UNIQUE INDEX "SubmissionVersion_receipt_key" ON "SubmissionVersion"("receipt");

-- CreateIndex
CREATE UNIQUE INDEX "SubmissionVersion_actionKey_key" ON "SubmissionVersion"("actionKey");

-- CreateIndex
CREATE INDEX "SubmissionVersion_state_submittedAt_idx" ON "SubmissionVersion"("state", "submittedAt");

-- CreateIndex
CREATE UNIQUE INDEX "SubmissionVersion_submissionId_number_key" ON "SubmissionVersion"("submissionId", "number");

-- CreateIndex
CREATE INDEX "StoredFile_sha256_idx" ON "StoredFile"("sha256");

-- CreateIndex
CREATE INDEX "DiscussionMessage_submissionId_idx" ON "DiscussionMessage"("submissionId");

-- CreateIndex
CREATE UNIQUE INDEX "AuditEvent_prev_key" ON "AuditEvent"("prev");

-- CreateIndex
CREATE UNIQUE INDEX "AuditEvent_hash_key" ON "AuditEvent"("hash");

-- CreateIndex
CREATE INDEX "AuditEvent_subject_idx" ON "AuditEvent"("subject");

-- CreateIndex
CREATE UNIQUE INDEX "AuditEvent_chainId_number_key" ON "AuditEvent"("chainId", "number");

-- CreateIndex
CREATE INDEX "InboxUpdate_doneAt_chatKey_id_idx" ON "InboxUpdate"("doneAt", "chatKey", "id");

-- CreateIndex
CREATE UNIQUE INDEX "InboxUpdate_channel_externalId_key" ON "InboxUpdate"("channel", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "OutboxMessage_uniqueKey_key" ON "OutboxMessage"("uniqueKey");

-- CreateIndex
CREATE INDEX "OutboxMessage_state_notBefore_priority_id_idx" ON "OutboxMessage"("state", "notBefore", "priority", "id");

-- CreateIndex
CREATE INDEX "OutboxMessage_recipientId_idx" ON "OutboxMessage"("recipientId");

-- CreateIndex
CREATE INDEX "OutboxAttempt_messageId_idx" ON "OutboxAttempt"("messageId");

-- CreateIndex
CREATE INDEX "Reminder_outboxKey_idx" ON "Reminder"("outboxKey");

-- CreateIndex
CREATE UNIQUE INDEX "Reminder_personId_obligationKey_stage_key" ON "Reminder"("personId", "obligationKey", "stage");

-- CreateIndex
CREATE UNIQUE INDEX "JobRun_job_dueKey_key" ON "JobRun"("job", "dueKey");

-- CreateIndex
CREATE UNIQUE INDEX "RatingRun_supersedesId_key" ON "RatingRun"("supersedesId");

-- CreateIndex
CREATE INDEX "RatingRun_category_quarter_status_computedAt_idx" ON "RatingRun"("category", "quarter", "status", "computedAt");

-- CreateIndex
CREATE UNIQUE INDEX "RatingPlace_runId_cityId_key" ON "RatingPlace"("runId", "cityId");

-- CreateIndex
CREATE UNIQUE INDEX "Strategy_cityId_key" ON "Strategy"("cityId");

-- CreateIndex
CREATE UNIQUE INDEX "StrategySection_strategyId_number_key" ON "StrategySection"("strategyId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Initiative_code_key" ON "Initiative"("code");

-- CreateIndex
CREATE INDEX "Initiative_cityId_sphereId_idx" ON "Initiative"("cityId", "sphereId");

-- CreateIndex
CREATE UNIQUE INDEX "InitiativeIndicator_initiativeId_position_key" ON "InitiativeIndicator"("initiativeId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "Feedback_number_key" ON "Feedback"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Feedback_actionKey_key" ON "Feedback"("actionKey");

-- CreateIndex
CREATE INDEX "Feedback_cityId_state_createdAt_idx" ON "Feedback"("cityId", "state", "createdAt");

-- CreateIndex
CREATE INDEX "Feedback_authorId_createdAt_idx" ON "Feedback"("authorId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Follow_personId_cityId_key" ON "Follow"("personId", "cityId");

-- CreateIndex
CREATE UNIQUE INDEX "Follow_personId_initiativeId_key" ON "Follow"("personId", "initiativeId");

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_cityId_fkey" FOREIGN KEY ("cityId") REFERENCES "City"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Identity" ADD CONSTRAINT "Identity_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleGrant" ADD CONSTRAINT "RoleGrant_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleGrant" ADD CONSTRAINT "RoleGrant_workingGroupId_fkey" FOREIGN KEY ("workingGroupId") REFERENCES "WorkingGroup"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleGrant" ADD CONSTRAINT "RoleGrant_givenById_fkey" FOREIGN KEY ("givenById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleGrant" ADD CONSTRAINT "RoleGrant_endedById_fkey" FOREIGN KEY ("endedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_workingGroupId_fkey" FOREIGN KEY ("workingGroupId") REFERENCES "WorkingGroup"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_invitedById_fkey" FOREIGN KEY ("invitedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_guestId_fkey" FOREIGN KEY ("guestId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consent" ADD CONSTRAINT "Consent_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "City" ADD CONSTRAINT "City_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "City" ADD CONSTRAINT "City_workingGroupId_fkey" FOREIGN KEY ("workingGroupId") REFERENCES "WorkingGroup"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KpiDefinition" ADD CONSTRAINT "KpiDefinition_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "MethodologyVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KpiDefinition" ADD CONSTRAINT "KpiDefinition_kpiCode_fkey" FOREIGN KEY ("kpiCode") REFERENCES "Kpi"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KpiDefinition" ADD CONSTRAINT "KpiDefinition_sphereId_fkey" FOREIGN KEY ("sphereId") REFERENCES "Sphere"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KpiDefinition" ADD CONSTRAINT "KpiDefinition_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RatingMethod" ADD CONSTRAINT "RatingMethod_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "MethodologyVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_givenById_fkey" FOREIGN KEY ("givenById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_workingGroupId_fkey" FOREIGN KEY ("workingGroupId") REFERENCES "WorkingGroup"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_cityId_fkey" FOREIGN KEY ("cityId") REFERENCES "City"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_sphereId_fkey" FOREIGN KEY ("sphereId") REFERENCES "Sphere"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_kpiCode_fkey" FOREIGN KEY ("kpiCode") REFERENCES "Kpi"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Submission" ADD CONSTRAINT "Submission_cityId_fkey" FOREIGN KEY ("cityId") REFERENCES "City"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Submission" ADD CONSTRAINT "Submission_kpiCode_fkey" FOREIGN KEY ("kpiCode") REFERENCES "Kpi"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Submission" ADD CONSTRAINT "Submission_periodId_fkey" FOREIGN KEY ("periodId") REFERENCES "Period"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SubmissionVersion" ADD CONSTRAINT "SubmissionVersion_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SubmissionVersion" ADD CONSTRAINT "SubmissionVersion_submittedById_fkey" FOREIGN KEY ("submittedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SubmissionVersion" ADD CONSTRAINT "SubmissionVersion_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SubmissionVersion" ADD CONSTRAINT "SubmissionVersion_verifiedById_fkey" FOREIGN KEY ("verifiedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StoredFile" ADD CONSTRAINT "StoredFile_uploadedById_fkey" FOREIGN KEY ("uploadedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evidence" ADD CONSTRAINT "Evidence_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "SubmissionVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evidence" ADD CONSTRAINT "Evidence_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DiscussionMessage" ADD CONSTRAINT "DiscussionMessage_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DiscussionMessage" ADD CONSTRAINT "DiscussionMessage_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuditPayload" ADD CONSTRAINT "AuditPayload_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "AuditEvent"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutboxMessage" ADD CONSTRAINT "OutboxMessage_recipientId_fkey" FOREIGN KEY ("recipientId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutboxAttempt" ADD CONSTRAINT "OutboxAttempt_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "OutboxMessage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reminder" ADD CONSTRAINT "Reminder_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Dialogue" ADD CONSTRAINT "Dialogue_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RatingRun" ADD CONSTRAINT "RatingRun_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "MethodologyVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RatingPlace" ADD CONSTRAINT "RatingPlace_runId_fkey" FOREIGN KEY ("runId") REFERENCES "RatingRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RatingPlace" ADD CONSTRAINT "RatingPlace_cityId_fkey" FOREIGN KEY ("cityId") REFERENCES "City"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Strategy" ADD CONSTRAINT "Strategy_cityId_fkey" FOREIGN KEY ("cityId") REFERENCES "City"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StrategySection" ADD CONSTRAINT "StrategySection_strategyId_fkey" FOREIGN KEY ("strategyId") REFERENCES "Strategy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StrategySection" ADD CONSTRAINT "StrategySection_responsibleId_fkey" FOREIGN KEY ("responsibleId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Initiative" ADD CONSTRAINT "Initiative_cityId_fkey" FOREIGN KEY ("cityId") REFERENCES "City"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Initiative" ADD CONSTRAINT "Initiative_sphereId_fkey" FOREIGN KEY ("sphereId") REFERENCES "Sphere"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Initiative" ADD CONSTRAINT "Initiative_responsibleId_fkey" FOREIGN KEY ("responsibleId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InitiativeIndicator" ADD CONSTRAINT "InitiativeIndicator_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Feedback" ADD CONSTRAINT "Feedback_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Feedback" ADD CONSTRAINT "Feedback_answeredById_fkey" FOREIGN KEY ("answeredById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Feedback" ADD CONSTRAINT "Feedback_cityId_fkey" FOREIGN KEY ("cityId") REFERENCES "City"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Feedback" ADD CONSTRAINT "Feedback_sphereId_fkey" FOREIGN KEY ("sphereId") REFERENCES "Sphere"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Feedback" ADD CONSTRAINT "Feedback_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeedbackFile" ADD CONSTRAINT "FeedbackFile_feedbackId_fkey" FOREIGN KEY ("feedbackId") REFERENCES "Feedback"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeedbackFile" ADD CONSTRAINT "FeedbackFile_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Follow" ADD CONSTRAINT "Follow_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Follow" ADD CONSTRAINT "Follow_cityId_fkey" FOREIGN KEY ("cityId") REFERENCES "City"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Follow" ADD CONSTRAINT "Follow_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative"("id") ON DELETE SET NULL ON UPDATE CASCADE;
