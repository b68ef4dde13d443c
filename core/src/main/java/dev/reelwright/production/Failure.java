package dev.reelwright.production;

/// Why a run or a step ended badly.
///
/// @param code stable word, `TIMED_OUT`, `CONTENT_POLICY`, `INTERNAL` …
/// @param message for people: what was being done, to what, and what to do next
/// @param retryable whether the same order may succeed later
public record Failure(String code, String message, boolean retryable) {
  public static final String TIMED_OUT = "TIMED_OUT";

  public boolean isTimeOut() {
    return code.equals(TIMED_OUT);
  }
}
