//! What was signed with an earlier version of the program has the hash that it had.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

use ledger::file::{BrandFile, Certificate, Field, Registration, RegistrationKind};

/// A file as version 0.1 stored it, and the hash that its head signed.
const FILE: &str = include_str!("signed_before/one-seal-for-shops.json");
const HASH: &str = "04d62e49666974f8a7ee066c629c756c74a71afe1d16b234a9949f13d66381cf";

#[test]
fn a_file_that_was_signed_before_there_were_more_fields_keeps_its_hash() {
    let file: BrandFile = serde_json::from_str(FILE.trim_end()).unwrap();
    assert_eq!(file.registration.as_ref().map(|known| &known.kind), Some(&RegistrationKind::Copyright));
    assert_eq!(file.hash(), HASH);
    assert_eq!(serde_json::to_string(&file).unwrap(), FILE.trim_end());
    // Each field that came later is signed as well, once something stands in it.
    let english = [
        Field::ConceptEn,
        Field::SloganEn,
        Field::MeaningEn,
        Field::StandardsEn,
        Field::MarkExplainedEn,
        Field::MaterialisationEn,
    ];
    let mut changed: Vec<BrandFile> = english
        .into_iter()
        .map(|field| {
            let mut other = file.clone();
            *other.text_mut(field) = "words".into();
            other
        })
        .collect();
    let paper = Certificate { hash: "00".into(), media_type: "application/pdf".into() };
    let known = file.registration.clone().unwrap();
    for registrations in [
        vec![Registration { authority: "版权局".into(), ..known.clone() }],
        vec![Registration { certificate: Some(paper), ..known.clone() }],
        vec![known.clone(), Registration { kind: RegistrationKind::Trademark, ..known }],
    ] {
        let mut other = file.clone();
        other.set_registrations(registrations);
        changed.push(other);
    }
    let mut hashes: Vec<String> = changed.iter().map(BrandFile::hash).collect();
    hashes.push(HASH.to_owned());
    hashes.sort();
    hashes.dedup();
    assert_eq!(hashes.len(), 10);
    for file in changed {
        assert_eq!(serde_json::from_str::<BrandFile>(&serde_json::to_string(&file).unwrap()).unwrap(), file);
        // What may stay empty is not missing, and what stands there is none of it either.
        assert_eq!(file.lacks(), []);
    }
}
