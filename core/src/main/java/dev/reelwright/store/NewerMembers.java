package dev.reelwright.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.util.Collection;
import java.util.Map;

/// Teaches Jackson what `Newer` means.
@SuppressWarnings("serial")
public class NewerMembers extends JacksonAnnotationIntrospector {
  @Override
  public JsonSetter.Value findSetterInfo(Annotated annotated) {
    return annotated.hasAnnotation(Newer.class) && hasEmptyValue(annotated.getRawType())
        ? JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)
        : super.findSetterInfo(annotated);
  }

  @Override
  public JsonInclude.Value findPropertyInclusion(Annotated annotated) {
    if (!annotated.hasAnnotation(Newer.class)) {
      return super.findPropertyInclusion(annotated);
    }
    var unless =
        hasEmptyValue(annotated.getRawType())
            ? JsonInclude.Include.NON_DEFAULT
            : JsonInclude.Include.NON_NULL;
    return JsonInclude.Value.construct(unless, JsonInclude.Include.ALWAYS);
  }

  private static boolean hasEmptyValue(Class<?> type) {
    return type.isPrimitive()
        || Collection.class.isAssignableFrom(type)
        || Map.class.isAssignableFrom(type);
  }
}
