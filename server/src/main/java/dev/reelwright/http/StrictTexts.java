package dev.reelwright.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.util.List;

/// A number or a truth value is no text: a body that has one where a text belongs is refused rather
/// than taken for what it was not meant to be.
@Singleton
public class StrictTexts implements ObjectMapperCustomizer {
  @Override
  public void customize(ObjectMapper mapper) {
    var texts = mapper.coercionConfigFor(LogicalType.Textual);
    for (var shape :
        List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
      texts.setCoercion(shape, CoercionAction.Fail);
    }
  }
}
