package dev.reelwright.http;

import java.util.Map;

/// How one surface writes its errors. Thread-safe.
public interface ErrorBody {
  Surface surface();

  Answer of(Problem problem);

  /// @param status may differ from the problem's: surfaces disagree about what 400 and 422 are for
  /// @param json the body
  record Answer(int status, String contentType, Map<String, Object> json) {
    public static Answer json(int status, Map<String, Object> json) {
      return new Answer(status, "application/json", json);
    }
  }
}
