/**
 * What the Kafka topics carry: classes generated from {@code schemas/}, and their codec.
 *
 * <p><b>Changing a schema.</b> Records written with the schema as it was stay in Kafka and in other
 * people's programs, so every reader goes on to accept them:
 *
 * <ol>
 *   <li>Save the schema as it is, with the records it names written out in place (what {@code
 *       ImageEvent.getClassSchema().toString(true)} prints), as {@code
 *       schemas/older/ImageEvent.1.avsc}, or the next number that is free.
 *   <li>Change {@code schemas/ImageEvent.avsc}: add a field with a default, remove a field that has
 *       one, add an enum symbol to an enum with a default. Anything else cannot be resolved by
 *       Avro.
 *   <li>Deploy readers before writers: a reader refuses a schema that is newer than itself.
 * </ol>
 *
 * <p>A changed record that others name (as {@code ModelChunk} in {@code ModelEvent}) changes these
 * too. A change of documentation, defaults or logical types leaves the fingerprint as it is.
 *
 * <p>May import, besides the JDK: Avro.
 */
package io.flinkmobilenet.event;
