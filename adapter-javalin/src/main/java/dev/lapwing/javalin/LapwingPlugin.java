// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.javalin;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.http.HttpMonitor;
import dev.lapwing.servlet.LapwingFilter;
import io.javalin.config.JavalinState;
import io.javalin.http.HandlerType;
import io.javalin.plugin.Plugin;
import io.javalin.plugin.PluginPriority;
import io.javalin.router.ParsedEndpoint;
import io.javalin.security.RouteRole;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.FilterMapping;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures every request of a Javalin service, and serves the stats endpoint:
 *
 * <pre>{@code
 * Javalin.create(config -> config.registerPlugin(new LapwingPlugin(monitor)))
 * }</pre>
 *
 * <p>It adds no handler to the service's routes. The endpoint is mounted when all that the service
 * configures is there: a route of its own that takes the endpoint's path wins.
 *
 * <p>For Javalin on its own Jetty. Closing the monitor is left to the caller.
 */
public final class LapwingPlugin extends Plugin<LapwingPlugin.Config> {
  private static final Logger LOG = LoggerFactory.getLogger("dev.lapwing");

  private final PerformanceMonitor monitor;

  /** Makes a plugin whose endpoint has no roles. */
  public LapwingPlugin(PerformanceMonitor monitor) {
    this(monitor, config -> {});
  }

  /**
   * Makes a plugin.
   *
   * @param monitor is told of every request; one for each Javalin
   * @param settings sets what is only Javalin's; all other settings are the monitor's
   */
  public LapwingPlugin(PerformanceMonitor monitor, Consumer<Config> settings) {
    super(Objects.requireNonNull(settings, "settings must not be null"), new Config());
    this.monitor = Objects.requireNonNull(monitor, "monitor must not be null");
  }

  /** Returns {@code LATE}: by then the service and the other plugins have their routes. */
  @Override
  public PluginPriority priority() {
    return PluginPriority.LATE;
  }

  @Override
  public void onStart(JavalinState state) {
    HttpMonitor http = monitor.http();
    JavalinRoutes routes = new JavalinRoutes(state, http);
    routes.install();
    mountEndpoint(state);
    Filter measuring =
        new MeasuringFilter(new LapwingFilter(monitor, routes), routes::isForStats, http);
    state.jetty.modifyServletContextHandler(context -> addFirst(measuring, context));
  }

  /** Adds a filter before those that the service adds to Jetty. */
  private static void addFirst(Filter filter, ServletContextHandler context) {
    FilterHolder holder = new FilterHolder(filter);
    holder.setName("lapwing");
    holder.setAsyncSupported(true);
    FilterMapping mapping = new FilterMapping();
    mapping.setFilterName(holder.getName());
    mapping.setPathSpec("/*");
    mapping.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
    context.getServletHandler().prependFilter(holder);
    context.getServletHandler().prependFilterMapping(mapping);
  }

  private void mountEndpoint(JavalinState state) {
    String base = monitor.http().endpoint().basePath();
    ParsedEndpoint taken = state.internalRouter.findFirstHttpHandlerEntry(HandlerType.GET, base);
    if (taken != null) {
      if (!(taken.endpoint.handler instanceof LapwingStatsHandler)) {
        LOG.warn(
            "The service's own route GET {} takes {}: the stats endpoint is not served, requests"
                + " are recorded all the same. Set lapwing.path to a path that is free, or add"
                + " LapwingStatsHandler as a route before it.",
            taken.endpoint.path,
            base);
      }
      return;
    }
    LapwingStatsHandler handler = new LapwingStatsHandler(monitor);
    RouteRole[] roles = pluginConfig.roles.toArray(RouteRole[]::new);
    for (String path : List.of(base, base + "/*")) {
      for (HandlerType method : HandlerType.commonHttp()) {
        if (isFree(state, method, path)) {
          state.routes.addHttpHandler(method, path, handler, roles);
        }
      }
    }
  }

  /** Javalin refuses to start with the same route twice. */
  private static boolean isFree(JavalinState state, HandlerType method, String path) {
    return state.internalRouter.findHttpHandlerEntries(method, null).stream()
        .noneMatch(entry -> entry.endpoint.path.equals(path));
  }

  /** What is only Javalin's of the settings. */
  public static final class Config {
    private Set<RouteRole> roles = Set.of();

    private Config() {}

    /**
     * Gives the endpoint roles, which the service's own {@code beforeMatched} handler checks as it
     * does those of other routes. The monitor's rule of access holds besides; {@code
     * StatsAccess.DELEGATED} leaves it to the roles alone.
     *
     * @param required without null or duplicates
     */
    public Config roles(RouteRole... required) {
      roles = Set.of(required);
      return this;
    }
  }
}
