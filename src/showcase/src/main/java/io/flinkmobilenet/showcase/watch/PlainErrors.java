package io.flinkmobilenet.showcase.watch;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers requests that never reach the page, for example malformed ones, without details. */
final class PlainErrors implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Answer.status(response, callback, response.getStatus());
    return true;
  }
}
