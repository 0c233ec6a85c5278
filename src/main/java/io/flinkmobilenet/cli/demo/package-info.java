/**
 * The whole way in one process, for people to look at: pictures in, predictions out.
 *
 * <p>A {@code Demonstration} shows the job at a camera or at a folder.
 *
 * <p>May import, besides the JDK: {@code stream}, the other packages of {@code cli}, {@code
 * camera}, {@code event}, {@code kernel}, {@code model}, picocli.
 */
package io.flinkmobilenet.cli.demo;
