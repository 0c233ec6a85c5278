package io.flinkmobilenet.showcase.watch;

import io.flinkmobilenet.image.MediaType;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Serves the page's files, its images and its events. */
final class PageHandler extends Handler.Abstract.NonBlocking {
  private static final Pattern IMAGE = Pattern.compile("/pictures/([0-9]{1,18})");

  private final Map<String, Asset> assets = Asset.all();
  private final HostCheck hosts;
  private final EventStream events;
  private final LongFunction<Optional<byte[]>> images;

  PageHandler(HostCheck hosts, EventStream events, LongFunction<Optional<byte[]>> images) {
    this.hosts = hosts;
    this.events = events;
    this.images = images;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (!hosts.allows(Request.getServerName(request))) {
      Answer.status(response, callback, HttpStatus.MISDIRECTED_REQUEST_421);
    } else if (!reads(request)) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
      Answer.status(response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
    } else {
      answer(request, response, callback);
    }
    return true;
  }

  private void answer(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    Asset asset = assets.get(path);
    Matcher image = IMAGE.matcher(path);
    if (asset != null) {
      Answer.file(response, callback, asset.type(), asset.bytes());
    } else if (path.equals("/events")) {
      events.open(request, response, callback);
    } else if (image.matches()) {
      image(Long.parseLong(image.group(1)), response, callback);
    } else {
      Answer.status(response, callback, HttpStatus.NOT_FOUND_404);
    }
  }

  /** Sends an image with the media type of its bytes. Bytes that are not an image are not sent. */
  private void image(long sequence, Response response, Callback callback) {
    Optional<byte[]> file = images.apply(sequence);
    if (file.isEmpty()) {
      Answer.status(response, callback, HttpStatus.NOT_FOUND_404);
      return;
    }
    MediaType.of(file.get())
        .ifPresentOrElse(
            type -> Answer.file(response, callback, type, file.get()),
            () -> Answer.status(response, callback, HttpStatus.UNSUPPORTED_MEDIA_TYPE_415));
  }

  private static boolean reads(Request request) {
    return HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
  }
}
