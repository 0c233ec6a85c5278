/**
 * A model in a Hugging Face directory, and the canonical artifact as which it is published.
 *
 * <pre>
 * files ─ reader in weights ─ NamedTensors ─┐
 * settings and labels ──────────────────────┴─ CanonicalForm ─ NetworkCheck ─ ModelArtifact
 * </pre>
 *
 * <p>To support another file format, add a reader in a package below {@code weights}, and a class
 * next to {@link io.flinkmobilenet.model.ModelDirectory} that maps its tensor names to those of the
 * Hugging Face checkpoint and creates a {@link io.flinkmobilenet.model.CanonicalForm}. The steps
 * after that do not change.
 *
 * <p>May import, besides the JDK: {@code tensor}, {@code graph}, {@code architecture}, {@code
 * geometry}, {@code weights}, {@code weights.safetensors}, {@code network}, {@code kernel},
 * Jackson.
 */
package io.flinkmobilenet.model;
