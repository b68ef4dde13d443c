package dev.reelwright.provider;

/// Why a provider did not make something.
public enum RejectionReason {
  /// The request itself is wrong and would be refused again.
  INVALID_REQUEST,
  /// The provider's content rules refuse it.
  CONTENT_POLICY,
  /// Too many requests or no capacity now; may work later.
  BUSY,
  /// Keys are missing or wrong, or the account may not do this.
  NOT_ALLOWED,
  /// The account has no money left.
  OUT_OF_CREDIT,
  /// The provider answered, and what it delivered is not what was asked for.
  UNUSABLE_ANSWER,
  /// An accepted job was not done in the time that it may take.
  TIMED_OUT,
  /// The provider broke while working.
  PROVIDER_FAILURE,
  /// The server that had the work lost it, or did not get it done in time, and has nothing of it
  /// any more. That says nothing about the work: it is made anew, there or elsewhere.
  BROKEN_OFF,
  /// A file that the request brings along could not be handed over, so nothing was asked for.
  UPLOAD_FAILED,
  /// The server that was to do it is not there, or takes work and does none. Nothing more is sent
  /// to it for a while; another one may do it.
  SERVER_DOWN,
  /// This machine lacks something the work needs; the message says what to do.
  UNAVAILABLE
}
