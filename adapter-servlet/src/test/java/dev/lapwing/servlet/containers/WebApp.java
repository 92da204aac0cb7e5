// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.containers;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContextListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a container is to run.
 *
 * @param contextPath empty, or with a leading slash
 * @param displayName the context's, null for none
 * @param files where the container's own servlet finds static files, and it keeps its own
 * @param servesFiles whether the container's own servlet for them is at "/"; Undertow always has it
 * @param initParams the context's
 * @param initializers run in this order while the context starts
 * @param listeners as web.xml declares them
 * @param errorPages paths by status
 * @param customizer takes the container's own context, before it starts
 */
public record WebApp(
    String contextPath,
    String displayName,
    Path files,
    boolean servesFiles,
    Map<String, String> initParams,
    List<ServletContainerInitializer> initializers,
    List<Class<? extends ServletContextListener>> listeners,
    Map<Integer, String> errorPages,
    Consumer<Object> customizer) {

  /** Makes one that serves files, with initializers alone. */
  public WebApp(Path files, ServletContainerInitializer... initializers) {
    this(
        "", null, files, true, Map.of(), List.of(initializers), List.of(), Map.of(), context -> {});
  }
}
