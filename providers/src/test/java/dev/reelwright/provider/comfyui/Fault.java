package dev.reelwright.provider.comfyui;

/// One way in which a ComfyUI server, or the way to it, breaks. Each strikes one request.
enum Fault {
  /// `/prompt` answers 500 and has queued the job all the same.
  PROMPT_500_QUEUED,
  PROMPT_500_LOST,
  /// The connection is cut after the job was queued.
  PROMPT_CUT_QUEUED,
  PROMPT_CUT_LOST,
  PROMPT_GARBAGE,
  /// One branch of the graph is dropped, and the answer is a 200.
  PROMPT_HALF_REFUSED,
  /// It calls the job otherwise than we do.
  PROMPT_RENAMED,
  HISTORY_500,
  HISTORY_GARBAGE,
  QUEUE_500,
  VIEW_500,
  VIEW_HALF,
  /// A body that is whole by its length and cut as a file.
  VIEW_TORN,
  VIEW_HTML,
  VIEW_GONE,
  UPLOAD_500,
  UPLOAD_CUT,
  /// Refused for its `Origin`.
  ORIGIN_REFUSED
}
