package dev.reelwright.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Teaches Jackson two shapes of ours, so that domain types carry no annotations: sealed interfaces
/// and records of a single `value`.
@SuppressWarnings("serial")
final class RecordShapes extends NewerMembers {
  @Override
  public @Nullable TypeResolverBuilder<?> findTypeResolver(
      MapperConfig<?> config, AnnotatedClass annotated, JavaType baseType) {
    if (!isOfSealedInterface(annotated.getRawType())) {
      return super.findTypeResolver(config, annotated, baseType);
    }
    return new StdTypeResolverBuilder()
        .init(JsonTypeInfo.Id.NAME, null)
        .inclusion(JsonTypeInfo.As.PROPERTY)
        .typeProperty("type");
  }

  @Override
  public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
    var type = annotated.getRawType();
    return type.isInterface() && type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses())
            .map(member -> new NamedType(member, member.getSimpleName()))
            .toList()
        : super.findSubtypes(annotated);
  }

  @Override
  public @Nullable String findTypeName(AnnotatedClass annotated) {
    var type = annotated.getRawType();
    return isOfSealedInterface(type) ? type.getSimpleName() : super.findTypeName(annotated);
  }

  @Override
  public @Nullable Boolean hasAsValue(Annotated annotated) {
    return (annotated instanceof AnnotatedField field && isLoneValue(field.getDeclaringClass()))
        ? Boolean.TRUE
        : super.hasAsValue(annotated);
  }

  @Override
  public JsonCreator.@Nullable Mode findCreatorAnnotation(
      MapperConfig<?> config, Annotated annotated) {
    return (annotated instanceof AnnotatedConstructor constructor
            && isLoneValue(constructor.getDeclaringClass()))
        ? JsonCreator.Mode.DELEGATING
        : super.findCreatorAnnotation(config, annotated);
  }

  private static boolean isOfSealedInterface(Class<?> type) {
    return (type.isInterface() && type.isSealed())
        || Arrays.stream(type.getInterfaces()).anyMatch(Class::isSealed);
  }

  private static boolean isLoneValue(Class<?> type) {
    if (!type.isRecord() || isOfSealedInterface(type)) {
      return false;
    }
    var components = type.getRecordComponents();
    return components.length == 1 && components[0].getName().equals("value");
  }
}
