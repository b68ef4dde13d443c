package dev.reelwright.provider.simulator;

/// One way to break. Those of `SUBMIT` that begin with `JOB` concern the job that the submit
/// starts.
public enum Fault {
  SUBMIT_BROKEN(Operation.SUBMIT),
  SUBMIT_BROKEN_AFTER(Operation.SUBMIT),
  SUBMIT_BUSY(Operation.SUBMIT),
  SUBMIT_HANGS(Operation.SUBMIT),
  SUBMIT_HANGS_AFTER(Operation.SUBMIT),
  SUBMIT_CUT(Operation.SUBMIT),
  SUBMIT_CUT_AFTER(Operation.SUBMIT),
  SUBMIT_MALFORMED(Operation.SUBMIT),
  SUBMIT_REFUSED(Operation.SUBMIT),
  JOB_REFUSED(Operation.SUBMIT),
  JOB_NEVER_ENDS(Operation.SUBMIT),
  JOB_COSTS_MORE(Operation.SUBMIT),
  POLL_BROKEN(Operation.POLL),
  POLL_BUSY(Operation.POLL),
  POLL_HANGS(Operation.POLL),
  POLL_CUT(Operation.POLL),
  POLL_MALFORMED(Operation.POLL),
  FIND_BROKEN(Operation.FIND),
  RESULT_BROKEN(Operation.RESULT),
  RESULT_EXPIRED(Operation.RESULT),
  RESULT_TRUNCATED(Operation.RESULT),
  RESULT_WRONG_TYPE(Operation.RESULT),
  CANCEL_REFUSED(Operation.CANCEL),
  CANCEL_BILLED(Operation.CANCEL);

  private final Operation operation;

  Fault(Operation operation) {
    this.operation = operation;
  }

  public Operation operation() {
    return operation;
  }

  /// Whether a caller can get over it alone, so that it may strike by chance.
  boolean isPassing() {
    return switch (this) {
      case SUBMIT_REFUSED,
          SUBMIT_HANGS,
          SUBMIT_HANGS_AFTER,
          JOB_REFUSED,
          JOB_NEVER_ENDS,
          JOB_COSTS_MORE,
          POLL_HANGS,
          CANCEL_REFUSED,
          CANCEL_BILLED ->
          false;
      default -> true;
    };
  }
}
