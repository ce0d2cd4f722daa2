"""The register of documents (Sổ văn bản): every document ever cited."""
