/**
 * Which models see an image: routes, variants and shadows of a deployment. The choice depends on
 * the deployment and the image alone, so that every subtask, every restart and every replay makes
 * the same one.
 *
 * <p>May import, besides the JDK: {@code protocol}.
 */
package io.flinkmobilenet.protocol.routing;
