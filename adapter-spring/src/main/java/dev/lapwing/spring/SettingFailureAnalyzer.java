// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.util.unit.DataSize;

/** Says which {@code lapwing.*} property stopped the start, its value and what is allowed. */
final class SettingFailureAnalyzer implements FailureAnalyzer, Ordered {
  private static final String ACTION =
      "Change the property, or remove it to have its default. docs/configuration.md of Lapwing lists"
          + " every setting.";

  /** Comes before Boot's own analyzer, which cannot say what is allowed. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SettingRefusedException refused) {
        return new FailureAnalysis(refused.getMessage(), ACTION, refused);
      }
      if (each instanceof BindException unbound && isOurs(unbound)) {
        return new FailureAnalysis(describe(unbound), ACTION, unbound);
      }
    }
    return null;
  }

  private static boolean isOurs(BindException failure) {
    String name = failure.getName().toString();
    return name.startsWith("lapwing.");
  }

  private static String describe(BindException failure) {
    ConfigurationProperty property = failure.getProperty();
    String value = property == null ? "" : ", but was '" + property.getValue() + "'";
    String origin =
        property == null || property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")";
    Class<?> type = failure.getTarget().getType().toClass();
    return failure.getName() + ": must be " + allowed(type) + value + origin;
  }

  private static String allowed(Class<?> type) {
    if (type.isEnum()) {
      List<String> names =
          List.of(type.getEnumConstants()).stream()
              .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
              .toList();
      return "one of " + String.join(", ", names);
    }
    if (type == Duration.class) {
      return "a duration such as 500ms, 2s, 15m, 1h or PT2S";
    }
    if (type == DataSize.class) {
      return "a size such as 32MB, 512KB or a number of bytes";
    }
    if (type == Boolean.class) {
      return "true or false";
    }
    return type == Integer.class ? "a whole number" : "a text";
  }
}
