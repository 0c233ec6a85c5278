/**
 * The command line: {@code Main} and the list of all commands, which are classes of other packages.
 *
 * <p>May import, besides the JDK: {@code bench}, {@code cli.classify}, {@code cli.kafka}, {@code
 * cli.model}, {@code cli.submit}, {@code cli.terminal}, {@code embedded}, {@code showcase.camera},
 * {@code showcase.demo}, {@code showcase.evaluate}, {@code showcase.watch}, picocli.
 */
package io.flinkmobilenet.program;
