"""The small Streamlit apps that ours is compared with."""
