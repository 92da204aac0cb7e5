// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.containers;

import jakarta.servlet.ServletContainerInitializer;
import java.util.Set;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;

/** Tomcat 11. */
final class TomcatContainer implements Container {
  private static final Logger LOG = Logger.getLogger("org.apache");

  static {
    LOG.setUseParentHandlers(false);
  }

  private final Tomcat tomcat = new Tomcat();

  TomcatContainer(WebApp app) {
    tomcat.setBaseDir(app.files().toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext(app.contextPath(), app.files().toString());
    context.setDisplayName(app.displayName());
    app.initParams().forEach(context::addParameter);
    if (app.servesFiles()) {
      context.addServletContainerInitializer(
          (classes, started) -> started.addServlet("default", new DefaultServlet()).addMapping("/"),
          Set.of());
    }
    FirstFailure failure = new FirstFailure();
    for (ServletContainerInitializer each : app.initializers()) {
      context.addServletContainerInitializer(failure.of(each), Set.of());
    }
    app.errorPages()
        .forEach(
            (status, path) -> {
              ErrorPage page = new ErrorPage();
              page.setErrorCode(status);
              page.setLocation(path);
              context.addErrorPage(page);
            });
    app.listeners().forEach(each -> context.addApplicationListener(each.getName()));
    app.customizer().accept(context);
    try {
      tomcat.start();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
    if (context.getState() != LifecycleState.STARTED) {
      close();
      throw new IllegalStateException("the application did not start", failure.cause());
    }
  }

  @Override
  public int port() {
    return tomcat.getConnector().getLocalPort();
  }

  @Override
  public void close() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }
}
