// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import dev.lapwing.TrackPerformance;
import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.inject.annotation.TypedAnnotationMapper;
import io.micronaut.inject.visitor.VisitorContext;
import java.util.List;

/**
 * Makes {@link TrackPerformance}, which knows nothing of Micronaut, an advice. Runs in the compiler
 * of a service that has the adapter among its annotation processors.
 */
public final class TrackPerformanceMapper implements TypedAnnotationMapper<TrackPerformance> {
  private static final int MAX_NAME_LENGTH = 256;

  /** For the service loader. */
  public TrackPerformanceMapper() {}

  @Override
  public Class<TrackPerformance> annotationType() {
    return TrackPerformance.class;
  }

  @Override
  public List<AnnotationValue<?>> map(
      AnnotationValue<TrackPerformance> annotation, VisitorContext compiler) {
    String name = annotation.stringValue().orElse("");
    if (!name.isEmpty() && !isAllowed(name)) {
      compiler.fail(
          "the name of @TrackPerformance must be 1 to "
              + MAX_NAME_LENGTH
              + " characters, not blank, without control characters, but was '"
              + name
              + "'",
          null);
    }
    return List.of(AnnotationValue.builder(Tracked.class).build());
  }

  private static boolean isAllowed(String name) {
    return !name.isBlank()
        && name.length() <= MAX_NAME_LENGTH
        && name.chars().noneMatch(Character::isISOControl);
  }
}
