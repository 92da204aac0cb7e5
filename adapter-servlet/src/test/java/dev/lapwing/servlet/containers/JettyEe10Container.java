// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.containers;

import org.eclipse.jetty.ee10.servlet.DefaultServlet;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;

/** Jetty 12.1 with the servlet API of Jakarta EE 10. */
final class JettyEe10Container implements Container {
  private final Server server;

  JettyEe10Container(WebApp app) {
    ServletContextHandler context = new ServletContextHandler();
    context.setContextPath(app.contextPath().isEmpty() ? "/" : app.contextPath());
    context.setDisplayName(app.displayName());
    context.setBaseResourceAsPath(app.files());
    app.initParams().forEach(context::setInitParameter);
    if (app.servesFiles()) {
      context.addServlet(DefaultServlet.class, "/");
    }
    app.initializers().forEach(context::addServletContainerInitializer);
    ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
    app.errorPages().forEach(errors::addErrorPage);
    context.setErrorHandler(errors);
    app.listeners().forEach(each -> context.addEventListener(JettyServers.make(each)));
    app.customizer().accept(context);
    server = JettyServers.start(context);
  }

  @Override
  public int port() {
    return server.getURI().getPort();
  }

  @Override
  public void close() {
    JettyServers.stop(server);
  }
}
