-- The W3C traceparent of the publishing span, so that attempts of any process join its trace. Null unless tracing is on.
ALTER TABLE "event" ADD COLUMN "trace_parent" TEXT;
