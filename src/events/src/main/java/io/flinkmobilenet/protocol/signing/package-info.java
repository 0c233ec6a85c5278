/**
 * Signatures of models: Ed25519 keys, signatures, and the keys that a job trusts.
 *
 * <p>May import, besides the JDK: nothing.
 */
package io.flinkmobilenet.protocol.signing;
