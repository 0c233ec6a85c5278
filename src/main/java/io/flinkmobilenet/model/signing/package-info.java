/**
 * Who publishes models: Ed25519 keys, signatures, and which keys are trusted.
 *
 * <p>May import, besides the JDK: nothing.
 */
package io.flinkmobilenet.model.signing;
