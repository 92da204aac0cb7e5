// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.PerformanceMonitorBuilder;
import jakarta.servlet.Registration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What configures a monitor that no code made: init-params {@code lapwing.*} of the context and,
 * above them, of the filter and the servlet where they are declared. The environment and system
 * properties override them, as they override what code sets.
 */
final class ContextSettings {
  private static final String PREFIX = "lapwing.";
  private static final String ROUTE_RESOLVER = "lapwing.route-resolver";
  private static final String ENABLED = "lapwing.enabled";

  private final ServletContext context;
  private final Map<String, String> initParams;
  private final Map<String, String> environment;

  private ContextSettings(
      ServletContext context, Map<String, String> initParams, Map<String, String> environment) {
    this.context = context;
    this.initParams = initParams;
    this.environment = environment;
  }

  static ContextSettings of(ServletContext context) {
    Map<String, String> params = new HashMap<>();
    for (String name : Collections.list(context.getInitParameterNames())) {
      add(params, name, context.getInitParameter(name));
    }
    addAll(params, context.getFilterRegistrations().values(), LapwingFilter.class);
    addAll(params, context.getServletRegistrations().values(), LapwingStatsServlet.class);
    return new ContextSettings(context, params, System.getenv());
  }

  private static void addAll(
      Map<String, String> params, Collection<? extends Registration> registrations, Class<?> part) {
    for (Registration each : registered(registrations, part)) {
      each.getInitParameters().forEach((name, value) -> add(params, name, value));
    }
  }

  /** Returns those that are of a class; without a stream, for a start links none otherwise. */
  static List<Registration> registered(
      Collection<? extends Registration> registrations, Class<?> part) {
    List<Registration> found = new ArrayList<>();
    for (Registration each : registrations) {
      if (part.getName().equals(each.getClassName())) {
        found.add(each);
      }
    }
    return found;
  }

  private static void add(Map<String, String> params, String name, String value) {
    if (name.startsWith(PREFIX)) {
      params.put(name, value);
    }
  }

  /**
   * Makes the monitor.
   *
   * @throws ServletException if a value is not allowed; the message names it and what is
   */
  PerformanceMonitor monitor() throws ServletException {
    Map<String, String> texts = new HashMap<>();
    Map<String, String> spelledHere = new HashMap<>();
    initParams.forEach(
        (name, value) -> {
          if (!name.equals(ROUTE_RESOLVER)) {
            texts.put(environmentName(name), value);
            spelledHere.put(environmentName(name), name);
          }
        });
    texts.putAll(environment);
    spelledHere.keySet().removeAll(environment.keySet());
    PerformanceMonitorBuilder builder = PerformanceMonitor.builder().environment(texts);
    nameAfterContext(builder);
    try {
      return builder.build();
    } catch (IllegalArgumentException refused) {
      throw refusal(inInitParams(String.valueOf(refused.getMessage()), spelledHere), refused);
    }
  }

  /** The builder knows init-params by the names that they would have in the environment. */
  private static String inInitParams(String message, Map<String, String> spelledHere) {
    int nameEnd = message.indexOf(": ");
    String name = nameEnd < 0 ? null : spelledHere.get(message.substring(0, nameEnd));
    return name == null ? message : name + message.substring(nameEnd);
  }

  private static String environmentName(String initParam) {
    return initParam.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** Every application has a context, so the service's name need not be unknown. */
  private void nameAfterContext(PerformanceMonitorBuilder builder) {
    String displayName = context.getServletContextName();
    String path = context.getContextPath();
    String name = displayName != null && !displayName.isBlank() ? displayName : path;
    try {
      builder.service(name.startsWith("/") ? name.substring(1) : name);
    } catch (IllegalArgumentException unfit) {
      // Not meant to be a service's name, so nobody is to blame; the default stays.
    }
  }

  /** Returns whether anything is to be recorded; to be asked only when a monitor could be made. */
  boolean isEnabled() {
    String text = System.getProperty(ENABLED);
    if (text == null) {
      text = environment.get(environmentName(ENABLED));
    }
    if (text == null) {
      text = initParams.get(ENABLED);
    }
    return text == null || !text.strip().equalsIgnoreCase("false");
  }

  /**
   * Makes what {@code lapwing.route-resolver} names; null if it is not set.
   *
   * @throws ServletException if it is no class with a constructor without parameters that is a
   *     {@link RouteResolver}
   */
  @Nullable RouteResolver resolver() throws ServletException {
    String className = initParams.get(ROUTE_RESOLVER);
    if (className == null) {
      return null;
    }
    try {
      return Class.forName(className.strip(), true, classLoader(context))
          .asSubclass(RouteResolver.class)
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
      throw refusal(
          "%s: must be a public class of the application with a public constructor without parameters that implements %s, but was '%s'"
              .formatted(ROUTE_RESOLVER, RouteResolver.class.getName(), className),
          e);
    }
  }

  /** Returns the application's class loader; embedded containers may not say which it is. */
  static ClassLoader classLoader(ServletContext context) {
    ClassLoader told = context.getClassLoader();
    return told == null ? ContextSettings.class.getClassLoader() : told;
  }

  private static ServletException refusal(String sentence, Throwable cause) {
    return new ServletException("Lapwing refuses its configuration: " + sentence, cause);
  }
}
