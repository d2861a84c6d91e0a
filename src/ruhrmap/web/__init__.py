"""What the server says beside Streamlit's pages: heads, embeddable page, preview picture."""
