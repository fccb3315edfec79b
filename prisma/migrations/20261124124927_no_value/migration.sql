-- What is said in place of a number is «no value»; an absence is a person's.
-- Quotes inside a JSON text are escaped, so what people typed is not touched.
UPDATE "Dialogue" SET
  "step" = CASE "step"
    WHEN 'absence' THEN 'noValue'
    WHEN 'absenceReason' THEN 'noValueReason'
    WHEN 'absenceConfirm' THEN 'noValueConfirm'
    ELSE "step"
  END,
  "fields" = replace("fields"::text, '"absence":', '"noValue":')::jsonb
WHERE "kind" = 'submit';

UPDATE "ValueBatch" SET "rows" = replace("rows"::text, '"kind": "noValue"', '"kind": "valueMissing"')::jsonb;
