// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.containers;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContextListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a container is to run.
 *
 * @param contextPath empty, or with a leading slash
 * @param displayName the context's, null for none
 * @param files where the container's own servlet finds static files
 * @param initParams the context's
 * @param initializers run in this order while the context starts
 * @param listeners as web.xml declares them
 * @param errorPages paths by status
 */
public record WebApp(
    String contextPath,
    String displayName,
    Path files,
    Map<String, String> initParams,
    List<ServletContainerInitializer> initializers,
    List<Class<? extends ServletContextListener>> listeners,
    Map<Integer, String> errorPages) {}
