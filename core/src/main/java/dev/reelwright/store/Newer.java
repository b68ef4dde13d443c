package dev.reelwright.store;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A member that a stored record, or the request of a provider call, has got after its first
/// release. JSON of before lacks it, and that means false, 0, an empty collection, or null where
/// the member may be null; so its meaning is chosen such that this is what was done before. With
/// that value it is not written either: requests that do not use it keep the digest they always
/// had, and what was paid under it is found again.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.PARAMETER})
public @interface Newer {}
