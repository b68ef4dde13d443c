package dev.reelwright.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Tells the OpenAPI documents which words a text member of a wire record may hold.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface OneOf {
  /// Enums whose constants are the words, in lower case.
  Class<? extends Enum<?>>[] value() default {};

  /// Words beside those.
  String[] words() default {};
}
