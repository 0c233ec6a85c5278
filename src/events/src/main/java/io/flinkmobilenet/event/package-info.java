/**
 * The events on the Kafka topics: classes generated from {@code schemas/}, and their codec.
 *
 * <p><b>Changing a schema.</b> Records written with the earlier schema stay in Kafka, and other
 * people's programs still write them, so every reader keeps accepting them:
 *
 * <ol>
 *   <li>Save the schema as it is now, with the records that it refers to written out in place (as
 *       {@code ImageEvent.getClassSchema().toString(true)} prints it), as {@code
 *       schemas/older/ImageEvent.1.avsc} or with the next free number.
 *   <li>Change {@code schemas/ImageEvent.avsc}: add a field with a default, remove a field that has
 *       a default, or add an enum symbol to an enum with a default. Avro cannot resolve any other
 *       change.
 *   <li>Deploy readers before writers: a reader refuses a schema that is newer than its own.
 * </ol>
 *
 * <p>If other schemas refer to the changed record (as {@code ModelEvent} does to {@code
 * ModelChunk}), they change as well. A change of documentation, defaults or logical types does not
 * change the fingerprint.
 *
 * <p>May import, besides the JDK: Avro.
 */
package io.flinkmobilenet.event;
